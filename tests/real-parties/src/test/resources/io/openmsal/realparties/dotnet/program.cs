// A program with MSAL for .NET and its extensions, as their own samples write one. It is told what to do in lines of JSON and
// answers each with one line of JSON.
//
// Arguments: this source, the authority, the client id, the folder and the name of the file that holds the cache, the file that is its lock, and in what it is: file
// or libsecret.
//
// Debian's compiler of C# does not know spans, and fails at a call for which one is among the choices, as where texts are joined: hence bytes one by one.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;

[DataContract]
internal sealed class Command
{
    [DataMember(Name = "do")] internal string Work;
    [DataMember(Name = "force")] internal bool Force;
    [DataMember(Name = "name")] internal string Name;
    [DataMember(Name = "count")] internal int Count;
    [DataMember(Name = "seconds")] internal double Seconds;
}

[DataContract]
internal sealed class Answer
{
    [DataMember(Name = "ready", EmitDefaultValue = false)] internal bool Ready;
    [DataMember(Name = "user_code", EmitDefaultValue = false)] internal string UserCode;
    [DataMember(Name = "token", EmitDefaultValue = false)] internal string Token;
    [DataMember(Name = "error", EmitDefaultValue = false)] internal string Error;
    [DataMember(Name = "accounts", EmitDefaultValue = false)] internal string[] Accounts;
    [DataMember(Name = "half", EmitDefaultValue = false)] internal bool Half;
    [DataMember(Name = "held", EmitDefaultValue = false)] internal bool Held;
}

/// <summary>Runs in the place of the program that brought the libraries along.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        string[] arguments = Environment.GetCommandLineArgs();
        new Program(arguments[2], arguments[3], arguments[4], arguments[5], arguments[6], arguments[7])
            .Run().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}

internal sealed class Program
{
    private static readonly string[] Scopes = { "User.Read" };

    private readonly Stream input = Console.OpenStandardInput();
    private readonly Stream output = Console.OpenStandardOutput();
    private readonly IPublicClientApplication app;
    private readonly StorageCreationProperties storage;
    private readonly string lockFile;

    internal Program(string authority, string clientId, string folder, string name, string lockFile, string kind)
    {
        this.lockFile = lockFile;
        StorageCreationPropertiesBuilder place = new StorageCreationPropertiesBuilder(name, folder);
        storage = (kind == "file"
            ? place.WithUnprotectedFile()
            : place.WithLinuxKeyring(
                name, "default", "OpenMSAL token cache",
                new KeyValuePair<string, string>("Version", "1"), new KeyValuePair<string, string>("Product", "tests")))
            .Build();
        app = PublicClientApplicationBuilder.Create(clientId)
            .WithAuthority(authority, false)
            .WithInstanceDiscovery(false)
            .Build();
    }

    internal async Task Run()
    {
        MsalCacheHelper helper = await MsalCacheHelper.CreateAsync(storage);
        helper.RegisterCache(app.UserTokenCache);
        Say(new Answer { Ready = true });
        for (byte[] line = NextLine(); line != null; line = NextLine())
        {
            Command command = (Command)new DataContractJsonSerializer(typeof(Command)).ReadObject(new MemoryStream(line));
            Answer answer;
            try
            {
                answer = await Do(command);
            }
            catch (Exception failed)
            {
                answer = new Answer { Error = failed.ToString() };
            }
            Say(answer);
        }
    }

    private Task<Answer> Do(Command command)
    {
        switch (command.Work)
        {
            case "device": return Device();
            case "silent": return Silent(command.Force);
            case "accounts": return Accounts();
            case "remove": return Remove();
            case "add": return Add(command.Name, command.Count);
            case "half": return Half(command.Seconds);
            case "hold": return Hold();
            default: throw new ArgumentException(command.Work);
        }
    }

    private async Task<Answer> Device()
    {
        return Told(await app.AcquireTokenWithDeviceCode(Scopes, code =>
        {
            Say(new Answer { UserCode = code.UserCode });
            return Task.CompletedTask;
        }).ExecuteAsync());
    }

    private async Task<Answer> Silent(bool force)
    {
        IAccount account = (await app.GetAccountsAsync()).FirstOrDefault();
        if (account == null)
        {
            return new Answer { Error = "no account" };
        }
        return Told(await app.AcquireTokenSilent(Scopes, account).WithForceRefresh(force).ExecuteAsync());
    }

    private async Task<Answer> Accounts()
    {
        return new Answer { Accounts = (await app.GetAccountsAsync()).Select(account => account.Username).ToArray() };
    }

    private async Task<Answer> Remove()
    {
        foreach (IAccount account in await app.GetAccountsAsync())
        {
            await app.RemoveAsync(account);
        }
        return new Answer();
    }

    /// <summary>Writes entries of its own, one change of the whole cache after another, as fast as it can.</summary>
    private Task<Answer> Add(string name, int count)
    {
        for (int number = 0; number < count; number++)
        {
            using (Locked())
            {
                byte[] whole = Read();
                using (FileStream file = Opened())
                {
                    foreach (string part in new[] { "{\"", name, "-", number.ToString(), "\":{}," })
                    {
                        Write(file, part.Select(letter => (byte)letter));
                    }
                    Write(file, whole.Skip(1));
                }
            }
        }
        return Task.FromResult(new Answer());
    }

    /// <summary>Writes half of the file under the lock, says so, and the other half when it is told to go on.</summary>
    private Task<Answer> Half(double seconds)
    {
        using (Locked())
        {
            byte[] whole = Read();
            using (FileStream file = Opened())
            {
                for (int i = 0; i < whole.Length; i++)
                {
                    if (i == whole.Length / 2)
                    {
                        file.Flush();
                        Say(new Answer { Half = true });
                        NextLine();
                        Thread.Sleep((int)(seconds * 1000));
                    }
                    file.WriteByte(whole[i]);
                }
            }
        }
        return Task.FromResult(new Answer());
    }

    /// <summary>Holds the lock until it is told to go on, or is killed.</summary>
    private Task<Answer> Hold()
    {
        using (Locked())
        {
            Say(new Answer { Held = true });
            NextLine();
        }
        return Task.FromResult(new Answer());
    }

    private static Answer Told(AuthenticationResult result)
    {
        return new Answer { Token = result.AccessToken };
    }

    private CrossPlatLock Locked()
    {
        return new CrossPlatLock(lockFile, 100, 600);
    }

    private FileStream Opened()
    {
        return new FileStream(storage.CacheFilePath, FileMode.Create);
    }

    private byte[] Read()
    {
        using (FileStream file = new FileStream(storage.CacheFilePath, FileMode.Open))
        {
            return Until(file, -1);
        }
    }

    private byte[] NextLine()
    {
        byte[] line = Until(input, '\n');
        return line.Length == 0 ? null : line;
    }

    private void Say(Answer answer)
    {
        new DataContractJsonSerializer(typeof(Answer)).WriteObject(output, answer);
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    private static byte[] Until(Stream from, int end)
    {
        List<byte> read = new List<byte>();
        for (int next = from.ReadByte(); next != end && next != -1; next = from.ReadByte())
        {
            read.Add((byte)next);
        }
        return read.ToArray();
    }

    private static void Write(Stream to, IEnumerable<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            to.WriteByte(next);
        }
    }
}
